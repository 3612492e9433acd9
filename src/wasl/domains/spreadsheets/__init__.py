"""People, households and past assistance, brought in from spreadsheets and taken out to them."""
