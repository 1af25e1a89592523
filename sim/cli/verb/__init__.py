"""One function a verb, by family. Each parses, calls and prints; heavy imports happen inside."""
