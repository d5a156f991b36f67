"""Papers in: a module that opens inputs, one that recognises formats, one for each format, one that joins repeats."""
