"""Subcommands of `shanyraq library`: one module each, with NAME, HELP, add_arguments(parser) and
run(options, out).
"""
