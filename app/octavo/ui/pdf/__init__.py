"""The page view: worker-rendered pages with the cited passage marked."""
