"""The parts of the GARD page loader: text layout, MedQuAD XML, records, quads."""
