"""The two faces, command line and chat, and the renderers from answer to screen and file."""
