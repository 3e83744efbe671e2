"""A screen to live in: the list and the client side by side, and a key for each act.

It reads through services and shows what screens lay out. Whatever it writes is a command line, run
as it would be from the shell: so it is refused, journalled and undone the same.
"""
