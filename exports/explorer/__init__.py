"""The whole graph as a page to explore: one HTML file, with script files beside it where one would be too large."""
