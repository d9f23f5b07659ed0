"""Facts about papers and other readings, from the services that have them."""
