"""What an office begins with: the files of a new column, the same from the same answers, and laid down whole or not."""
