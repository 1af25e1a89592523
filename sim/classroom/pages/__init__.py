"""What a browser shows, on NiceGUI; imported by the verb `serve` alone."""
