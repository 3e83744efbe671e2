"""Letters: from plain values to a subject and a body, and to what a mail program takes.

This package knows no store. It alone knows Jinja2, which runs in a process of its own, and Babel.
"""
