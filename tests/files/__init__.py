"""Files of the kinds that articles come in, built by the tests that read them."""
