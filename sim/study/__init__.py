"""Many runs: replicate one world under many seeds, compare worlds under the same seeds."""
