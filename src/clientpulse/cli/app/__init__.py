"""The frame of the command line: what every command stands on."""
