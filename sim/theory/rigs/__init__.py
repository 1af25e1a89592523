"""Test beds that several forms share: the model's own parts with a made-up world around them."""
