"""What others left of catalogues of AI, read into rows of ours: Papers with Code, the Computer Science Ontology."""
