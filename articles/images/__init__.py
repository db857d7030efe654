"""Pictures as files: checked, drawn again at the sizes that pages show, named by their content."""
