"""The window: the only floor with Qt. Views never await, presenters await and make no widgets."""
