"""A trained span tagger: which stretches of a text name concepts, with a probability for each kind.

A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) over the words, what the rules have
found, and what 84,549 unlabelled abstracts tell of words. ``docs/model-card.md`` has its data, figures and weaknesses.
"""
