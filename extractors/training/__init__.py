"""How the trained parts are made: from annotated papers and a corpus of abstracts to the files of ``data/trained``.

Nothing here runs when papers are read. It needs the extra ``paperkg[train]``.
"""
