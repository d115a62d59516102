"""What changes from one version of a policy to another, in readers' words."""
