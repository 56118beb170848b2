"""The window: the only floor with Qt. Views never await, presenters await and make no widgets."""

from octavo.ui.features import read_no_sources

read_no_sources()  # before any other module of this floor
