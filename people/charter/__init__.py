"""What the company has agreed on: guidelines (how we lead, communicate, decide) and standards of good execution."""
