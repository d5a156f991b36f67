"""The teacher: a small transformer that says of every concept of a paper its role, and of every pair its relation.

It learns from annotated papers and labels unlabelled ones, from which the linear classifiers that ship then learn
(``paperkg train --silver``). It needs the extra ``paperkg[teacher]`` and the folder of a pretrained encoder::

    python -m extractors.training.teacher GOLD CORPUS --base MODEL -o silver.jsonl.gz
"""
