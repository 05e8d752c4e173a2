"""What the words mean: vocabulary, shapes, prefixes, identifiers."""
