"""Files of models on their way to this computer, whatever the models are for."""
