"""What MkDocs runs: the parts of a build, one a file; hooks of the demonstration, the plugin of an office."""
