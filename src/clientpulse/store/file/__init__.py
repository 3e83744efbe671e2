"""The store's file: where it is, opening it, what damages it."""
