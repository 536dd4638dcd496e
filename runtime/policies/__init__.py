"""Settings of a task, each with what it adds to the task's runs."""
