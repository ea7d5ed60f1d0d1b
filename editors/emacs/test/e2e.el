;;; e2e.el --- run by run.sh: emacs --batch -Q -l e2e.el  -*- lexical-binding: t -*-

(require 'cl-lib)
(setq flymake-no-changes-timeout 0.2
      eglot-sync-connect 30
      eglot-autoshutdown t
      eglot-confirm-server-edits nil)

(defun wait-for (what check)
  "Wait until CHECK is true; WHAT says what that means."
  (let ((end (+ (float-time) 60)))
    (while (and (not (funcall check)) (< (float-time) end))
      (accept-process-output nil 0.05))
    (unless (funcall check) (error "Waited in vain: %s" what))
    (message "ok %s" what)))

;; The mode for Nix is a package of its own; what matters here is its name.
(define-derived-mode nix-mode prog-mode "Nix")
(add-to-list 'auto-mode-alist '("\\.nix\\'" . nix-mode))
(load (getenv "INIT") nil t t)

(defun findings ()
  "The findings as Flymake has them, from the first line on."
  (sort (flymake-diagnostics) (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b)))))

(defun wait-for-findings (count)
  "Wait until there are COUNT findings."
  (wait-for (format "findings: %d" count)
            (lambda ()
              ;; What was changed is told when Emacs is idle, and in a batch it never is.
              (eglot--signal-textDocument/didChange)
              (flymake-start)
              (= (length (findings)) count))))

(defun go-to (text)
  "Put the cursor on TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun choose (pattern)
  "Ask for code actions, and choose the one that PATTERN matches, as a person would."
  (let ((last-nonmenu-event ?.) ; a key, as there is no mouse
        (completing-read-function
         (lambda (_prompt table &rest _)
           (let ((titles (all-completions "" table)))
             (message "menu: %S" titles)
             (or (cl-find-if (lambda (it) (string-match-p pattern it)) titles)
                 (error "Nothing matches %s" pattern))))))
    (eglot-code-actions (point) (point) nil t)))

(defun open-module ()
  "Open the bad module, and wait for the server."
  (find-file (getenv "TEST_FILE"))
  (cl-assert (eq major-mode 'nix-mode))
  ;; The hook starts it after the command that has opened the file; there are no commands in a batch.
  (unless (eglot-managed-p) (eglot--maybe-activate-editing-mode))
  (unless (eglot-managed-p) (apply #'eglot (eglot--guess-contact)))
  (wait-for "it is managed" #'eglot-managed-p))

(defun mend ()
  "The way from the findings to a file on disk without any."
  (open-module)
  (wait-for-findings 3)
  (let ((first (car (findings))))
    (message "first: line %d %s" (line-number-at-pos (flymake-diagnostic-beg first)) (flymake-diagnostic-text first))
    (cl-assert (= 5 (line-number-at-pos (flymake-diagnostic-beg first))))
    (cl-assert (equal "StandardOutput" (buffer-substring (flymake-diagnostic-beg first) (flymake-diagnostic-end first)))))

  (go-to "StandardOutput")
  (let (shown)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown text)))
    (wait-for "hovering explains the lint" (lambda () (and shown (string-match-p "Why" shown)))))

  (choose "Replace \"syslog\" by \"journal\"")
  (wait-for "the fix is in the text" (lambda () (save-excursion (go-to "StandardOutput = \"journal\""))))
  (wait-for-findings 2)
  (go-to "MountFlags")
  (choose "Allow `mount-flags-private` on this line")
  (wait-for-findings 1)
  (save-buffer)
  (wait-for-findings 0)
  (cl-assert (not (buffer-modified-p))))

(defun ignore-one ()
  "The settings of a person count."
  (open-module)
  (wait-for-findings 2))

(condition-case problem
    (progn
      (funcall (intern (getenv "TEST")))
      (eglot-shutdown (eglot-current-server))
      (message "PASS Emacs %s: %s" emacs-version (getenv "TEST"))
      (kill-emacs 0))
  (error
   (message "FAIL %S\n%s" problem (buffer-string))
   (kill-emacs 1)))
;;; e2e.el ends here
