"""Small flows compared with what real Prefect 1.4.1 made of them."""
