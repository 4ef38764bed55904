"""From a built site to the web server: releases that are always whole, and proof that nobody changed them."""
