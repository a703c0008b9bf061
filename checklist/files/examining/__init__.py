"""What a file truly is, and what of it can be shown: run in a child process with limits, by checklist.files.isolating.

Nothing here imports the program, only what the reader knows of zip files: a child must start at once, and have nothing
to lose. A file is what its first bytes and its own table of contents say, whatever its name; what is appended to a file
of one type so that it is also one of another is neither looked for nor ever interpreted: a browser is only ever given
pictures that were drawn anew here, text that was escaped, and downloads that it may not open in the page.
"""
