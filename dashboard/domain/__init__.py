"""What the words of the project mean, with no library behind them."""
