"""The files of a run: whose calendar holds what, what changed since the last time, and how it gets into the folder."""
