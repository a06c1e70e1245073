"""The commands of the console, one file for each thing that they are about."""
