"""The agent's door: what ``pulse mcp`` lets an agent ask, and with ``--write`` write down.

``server.py`` speaks the protocol, and alone knows the SDK; ``door.py`` answers a call. The tools
are functions in ``reading.py`` and ``writing.py``, whose parameters are what an agent is told of.
"""
