"""The invented demonstration that the first start fills: every person and organisation in it is made up."""
