"""Maps drawn by Plotly in the browser."""
