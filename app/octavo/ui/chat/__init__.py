"""The conversation: transcript, composer and the presenter that feeds them."""
