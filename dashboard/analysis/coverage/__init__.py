"""Where services reach people, where nothing does, and why."""
