"""What every answer has: headers, errors, compression, what is kept, what may be asked."""
