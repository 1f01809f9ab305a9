"""What a new site folder says to whoever looks after it, and what it keeps out of git."""

README = """\
# The hospital's own files for leaflet

The files in this folder go before those that come with the program. A file here replaces the
whole built-in file of the same name; what is not here is taken from the program. Of
`words/LANG.yaml` only the lines that stand here replace the program's.

Set LEAFLET_SITE to this folder, or write `leaflet --site FOLDER` before a command.
Nothing about a patient belongs in this folder.

## What each file is

    phonebook.yaml     every phone number that a leaflet prints
    hospital.yaml      name, logo, campuses, colours; what stands empty is not printed
    TOPIC/nl.yaml      the text of one leaflet in one language
    formulary.yaml     limits of the medicines that the texts name; the pharmacy owns it
    medicines.yaml     medicines by name: what does not go together, what a combination holds,
                       what is not taken every day; the pharmacy owns it
    words/nl.yaml      words that the program prints itself
    approvals.yaml     which texts were approved, by whom and when; `leaflet approve` writes it,
    approvals/         and the words that were approved
    ledger.jsonl       what the ids on printed leaflets stand for, so that they can be traced
    assets/            drawings of your own, as SVG
    left-out.txt       leaflets of the program that you do not use
    owned.txt          files of yours for which those of the program never stand in
    .schemas/          what an editor knows of these files; written by `leaflet schema`
    *.bak              a file as it was before the last change that a command made

## What you do here

A number changes:

    leaflet phones                                  every number, and when it was checked
    leaflet phones where KEY                        which leaflets print it
    leaflet phones set KEY NUMBER --checked-by NAME

A text changes:

    leaflet adopt lage-rugpijn/nl.yaml     copies a built-in text to here, to change it
    leaflet new TOPIC                      makes a new text, with prompts to fill in
    leaflet preview TOPIC                  shows how it looks
    leaflet check                          tells everything that is wrong, before a patient has it

A text is reviewed:

    leaflet approve TOPIC --by NAME --review-by DATE     records that these words were approved
    leaflet diff TOPIC                                   what has changed since
    leaflet status                                       what is approved, overdue, or unchecked

A leaflet lies on a table, and you wonder whether it is still right:

    leaflet trace ID                       what the id in small print on the back stands for

You wonder where something comes from:

    leaflet where                          which file is used, and which one it replaces
    leaflet list                           the leaflets, their versions and their state
    leaflet COMMAND --help                 how a command is used, with examples

Run `leaflet check` after each change by hand. Leaflets that are printed already do not change:
after a change, throw away the stock that is out of date.

## Editors

Every YAML file begins with a line that leads an editor to its schema in `.schemas`. An editor
that reads YAML schemas then underlines mistakes and explains each key while you type; Visual
Studio Code does so with the extension "YAML" of Red Hat. No editor needs it, and `leaflet check`
has the last word.

## Keep earlier versions

Keep this folder in git, and make a commit after each change: who changed what, and when, can then
be found again, and everything can be brought back. Back it up as you do with other documents, the
approvals included. A leaflet names its version and the identity of its content in small print;
with the history of this folder you find the words that belong to it.

## When the program is updated

An update never changes a file in this folder, and files of earlier versions can still be read.
What is here stays as it is, also where the program comes with a better text by now: `leaflet where`
shows what replaces what. Texts that are not here come with the update; look at `leaflet status`
afterwards. Then renew what editors know, once:

    leaflet schema --into .schemas
"""

LEFT_OUT_LIST = """\
# Leaflets of the program that this hospital does not use, one a line. What stands here is not
# listed, not printed, and needs no approval. Take a line out to see how an example is written.
voorbeeld
"""

OWNED_LIST = """\
# Files of this folder that may not be missing, one a line: without them no leaflet is made, since
# the numbers and limits that come with the program are not this hospital's. Commands add what they
# write here. Take a line out only where the program's own file is meant to be used again.
"""

IGNORED = """\
# What commands leave beside the files; nothing of it has to be kept.
*.bak
.*.part
.*.lock

# Leaflets that were made here.
*.pdf
"""
