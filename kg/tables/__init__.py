"""A graph as tables: what they hold, how they are kept, and a networkx graph that reads them when asked."""
