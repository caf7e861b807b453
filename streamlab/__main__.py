"""`python -m streamlab` is the command `streamlab`; of an application that was made of this, it is also the sandbox's process."""

from streamlab.sandbox.command import serve_if_asked

if __name__ == "__main__":
    serve_if_asked()
    from streamlab.cli import main

    main()
