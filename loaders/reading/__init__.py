"""Files of sources as records: text tables, XML, JSON, archives; each bounded and checked."""
