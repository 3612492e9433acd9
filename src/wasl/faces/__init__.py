"""How people and machines reach us; faces translate, they never decide."""
