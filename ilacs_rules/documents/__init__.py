"""What is made of a policy and its answers to be handed on: pictures, calendars."""
