"""The script as a program: its options, its runs, its end."""
