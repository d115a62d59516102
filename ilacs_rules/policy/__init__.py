"""Policy files: read into a located model, amended, and picked by the day they are in force."""
