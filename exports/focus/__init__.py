"""What lies around one node as a small HTML page, drawn by pyvis: for slides, notebooks and mails."""
