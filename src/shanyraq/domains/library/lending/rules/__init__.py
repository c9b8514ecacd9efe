"""What may be lent to whom, for how long: rules chosen, days counted, hindrances named."""
