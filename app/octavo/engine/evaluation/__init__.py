"""How well passages are found and quotes chosen, measured on questions whose answers are known."""
