"""The annotation file of HPO, phenotype.hpoa."""
